/** One journey: its pages are closed together, and none of them may have had a fault. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Visit, type VisitOptions, visit } from './support.ts';

export interface Journey {
  /** Another page, as another person or at another screen. */
  open(options?: VisitOptions): Promise<Page>;
  /** Closes all pages and fails when one of them had a fault. */
  end(): Promise<void>;
}

export function startJourney(browser: Browser, url: string): Journey {
  const visits: Visit[] = [];
  return {
    async open(options) {
      const opened = await visit(browser, url, options);
      visits.push(opened);
      return opened.page;
    },
    async end() {
      await Promise.all(visits.map((each) => each.close()));
      expect(visits.flatMap((each) => each.faults())).toEqual([]);
    },
  };
}
