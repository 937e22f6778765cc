import { z } from 'zod';

// What parts of a design are called.

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
export const zId = () => z.string().regex(idPattern, { error: 'An id is 1 to 64 small letters, digits and dashes: "orders-api".' });
export const zName = () => z.string().min(1).max(120);
export const zOperationName = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/, { error: 'An operation name is letters, digits, spaces and . _ / -.' });
