import type { SampledPath } from './link-paths';

/** Colours of what is drawn, as CSS writes them. */
export interface Look {
  readonly ok: string;
  readonly failed: string;
  readonly halo: string;
}

/** What part of the canvas is on the screen. */
export interface View {
  /** [px] */
  readonly width: number;
  readonly height: number;
  /** Place of the canvas' origin on the screen. [px] */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Device pixels per pixel. */
  readonly ratio: number;
}

/** Columns of `Traffic.values`, in order. */
export const trafficColumns = ['calls', 'attempts', 'errorShare', 'duration', 'breaker', 'cut'] as const;

/** Newest numbers of all links. */
export interface Traffic {
  readonly ids: readonly string[];
  /** link × `trafficColumns`. */
  readonly values: Float64Array;
  /** Simulated seconds per second of the clock; 0 while paused. */
  readonly pace: number;
}

/** From the page to the worker that draws what moves. */
export type OverlayMessage =
  | { readonly kind: 'canvas'; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'look'; readonly look: Look; readonly still: boolean }
  | { readonly kind: 'view'; readonly view: View }
  /** null: the line is gone. */
  | { readonly kind: 'paths'; readonly paths: readonly (readonly [id: string, path: SampledPath | null])[] }
  | { readonly kind: 'traffic'; readonly traffic: Traffic }
  /** Another run begins: marks of the one before are gone. */
  | { readonly kind: 'clear' };
