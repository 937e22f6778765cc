import { createContext } from 'react';

/** Where the page of parameters tells of those of a form; undefined for its top. */
export const FormHeading = createContext<string | undefined>(undefined);
