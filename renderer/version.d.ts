/** Version of the app, put in when it is built. */
declare const FAULTLINE_VERSION: string;
