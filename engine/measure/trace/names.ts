/** What the numbers in a trail stand for. */
export interface TraceNames {
  readonly nodes: readonly { readonly id: string }[];
  readonly links: readonly { readonly id: string; readonly from: { readonly id: string }; readonly to: { readonly id: string } }[];
  readonly journeys: readonly { readonly id: string }[];
  readonly operations: readonly string[];
  /** What acts keep tasks for. */
  readonly reasons: readonly string[];
  readonly effects: readonly { readonly name: string }[];
  /** Name of an event; empty for the obvious message of a node without operations. */
  eventName(number: number): string;
  /** A node's name on the screen. */
  label(node: string): string;
}
