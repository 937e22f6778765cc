/**
 * Bundles a module with all that it imports into one file that Node runs as it is.
 * @param entry path from the project's root
 * @param name of the file, without its ending
 * @returns its absolute path
 */
export function bundle(entry: string, name: string): Promise<string>;
