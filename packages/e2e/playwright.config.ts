import { defineConfig } from '@playwright/test';
import type { ReporterDescription } from '@playwright/test';

const PORT = 7107;
const LEGACY_PORT = 7108;
const report = process.env.DAYTWO_E2E_REPORT;
const reporters: ReporterDescription[] = [['list']];

const serve = (appPackage: string, port: number) => ({
  command: `node server/serve.mjs ${appPackage} ${port}`,
  url: `http://localhost:${port}/.backstage/health/v1/readiness`,
  timeout: 180_000,
  reuseExistingServer: !process.env.CI,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
});

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: report
    ? [...reporters, ['json', { outputFile: report }]]
    : reporters,
  webServer: [serve('app', PORT), serve('app-legacy', LEGACY_PORT)],
  use: {
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1400, height: 900 },
    launchOptions: {
      executablePath: process.env.DAYTWO_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'app',
      testIgnore: '**/legacy/**',
      use: { baseURL: `http://localhost:${PORT}` },
    },
    {
      name: 'app-legacy',
      testMatch: '**/legacy/*.spec.ts',
      use: { baseURL: `http://localhost:${LEGACY_PORT}` },
    },
  ],
});
