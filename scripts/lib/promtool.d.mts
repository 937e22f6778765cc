export function promtool(): string;
export function ensurePromtool(): Promise<void>;
