import { config } from 'zod';

// zod would try whether it may compile schemas with `new Function`. The page's policy forbids it, and each try is reported as a
// violation. Import this first: the question is asked when the first schema is made.
config({ jitless: true });
