import type { Page } from '@playwright/test';

/** Everything by which a page says that something is wrong. */
export interface Complaints {
  /** Expects complaints that match: for tests that provoke them. */
  allow(pattern: RegExp): void;
  /** Starts to listen. Requests that do not begin with `origin` are complaints too: the studio uses no network. */
  watch(page: Page, origin: string): Promise<void>;
  unexpected(): readonly string[];
}

export function collectComplaints(): Complaints {
  const heard: string[] = [];
  const allowed: RegExp[] = [];
  return {
    allow: (pattern) => void allowed.push(pattern),
    unexpected: () => heard.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint))),
    watch: async (page, origin) => {
      page.on('console', (message) => {
        if (message.type() === 'error') heard.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
      page.on('crash', () => heard.push('the page crashed'));
      page.on('request', (request) => {
        if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) heard.push(`request to ${request.url()}`);
      });
      await page.addInitScript(reportViolations);
      // The desktop window was there before the script above: it needs the listener now.
      await page.evaluate(reportViolations);
    },
  };
}

/** Runs in the page. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`security policy: ${event.effectiveDirective} blocked ${event.blockedURI || 'inline'}`);
  });
}
