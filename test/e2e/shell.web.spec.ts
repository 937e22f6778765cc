import { expect, test } from './support/studio';

test('the studio comes up in a browser, without a complaint and without the shell', async ({ page }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(await page.evaluate(() => window.desktop)).toBeUndefined();
});

test('the server answers with the same policy as the desktop, its folder, and nothing outside it', async ({ page, request }) => {
  const origin = new URL(page.url()).origin;
  const answer = await request.get(`${origin}/`);
  expect(answer.headers()).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
  });
  expect((await request.get(`${origin}/..%2f..%2fpackage.json`)).status()).toBe(403);
  expect((await request.get(`${origin}/nothing-here.js`)).status()).toBe(404);
  expect((await request.get(`${origin}/%zz`)).status()).toBe(400);
  expect((await request.post(`${origin}/`)).status()).toBe(405);
  // A name of someone else's that points to this machine.
  expect((await request.get(`${origin}/`, { headers: { host: 'studio.example.com' } })).status()).toBe(403);
});
