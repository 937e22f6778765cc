/** Error: it does not run. Warning: it runs, and likely does not do what was meant. Hint: it runs as drawn, and the drawing has a weakness. */
export const severities = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** What is wrong, where, and what to do about it. User errors are data; only programmer errors throw. */
export interface Problem {
  /** Stable name of the rule, kebab-case: `link-to-missing-node`. */
  readonly code: string;
  readonly severity: Severity;
  /** Path into the design, dotted, list items by id where they have one: `links.orders-payments.policy.timeout`. */
  readonly where: string;
  readonly message: string;
  readonly remedy: string;
  /** Why the author lets it be, where the design says so. Errors cannot be let be. */
  readonly ignored?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });
