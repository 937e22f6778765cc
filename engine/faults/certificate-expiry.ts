import { z } from 'zod';
import { defineFault, linkOf } from './definition';

export const certificateExpiry = defineFault({
  action: 'certificate-expiry',
  title: 'Certificate expires',
  description:
    'No new connection can be opened over the link; what is open carries on until its calls are used up. Only where the link has mTLS.',
  targets: ['link'],
  tools: {
    Gremlin: 'Certificate Expiry',
  },
  params: z.strictObject({}),
  start: (target, _, controls) => controls.expireCertificate(linkOf(target)),
});
