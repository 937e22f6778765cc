import type { Prediction } from './answers';
import type { Truth } from './document';

/** Holds what was said of a fault against what its run showed. What was not said does not count. */
export function judgedPrediction(prediction: Prediction, truth: Truth): { readonly right: number; readonly said: number } {
  const held: readonly boolean[] = [
    ...(prediction.first === null ? [] : [prediction.first === truth.first]),
    ...(prediction.half === null ? [] : [prediction.half === truth.half]),
    ...(prediction.recovers === null ? [] : [prediction.recovers === truth.recovers]),
  ];
  return { right: held.filter(Boolean).length, said: held.length };
}
