import { saveBlob } from '../files/save-blob';

/** Gives the user a text as a file. @param name of the file; what a file system may not like is left out */
export const saveText = (text: string, name: string, type: string): void => saveBlob(new Blob([text], { type }), name);
