/**
 * Bundles a module with all that it imports into one file that Node runs as it is.
 * @param entry path from the project's root
 * @param name of the file, without its ending
 * @param format `iife` leaves the exports in the global `bundled`, for a page
 * @returns its absolute path
 */
export function bundle(entry: string, name: string, format?: 'es' | 'iife'): Promise<string>;
