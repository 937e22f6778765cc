/** What a protocol adds to what is sent over it. */
export interface Encoding {
  /** Bytes on the wire per byte of payload. */
  readonly sizeFactor: number;
  /** Headers and framing of one request, or of one answer. [bytes] */
  readonly overhead: number;
}

/** Bytes that a payload is on the wire, headers included. [bytes] */
export const wireBytes = (payload: number, { sizeFactor, overhead }: Encoding): number => Math.ceil(payload * sizeFactor) + overhead;

/**
 * Time to put bytes on a wire, rounded up so that a transfer that takes time always moves the clock. [ns]
 * @param bandwidth [Mbit/s], more than 0; Infinity for no time at all
 */
export const transmissionTime = (bytes: number, bandwidth: number): number => Math.ceil((bytes * 8000) / bandwidth);
