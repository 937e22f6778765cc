export function protoc(): { readonly command: string; readonly env: Readonly<Record<string, string>> };
export function ensureProtoc(): Promise<void>;
