/** What is wrong, where, and what to do about it. User errors are data; only programmer errors throw. */
export interface Problem {
  /** Stable name of the rule, kebab-case: `link-to-missing-node`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Path into the design, dotted, list items by id where they have one: `links.orders-payments.policy.timeout`. */
  readonly where: string;
  readonly message: string;
  readonly remedy: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });
