import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// jsdom has none; Backstage UI's lists watch their end with it.
globalThis.IntersectionObserver ??= class {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
} as typeof IntersectionObserver;

// Two slow cores are enough: a wait ends when what it waits for is there.
configure({ asyncUtilTimeout: 10_000 });
