import { describe, expect, it } from '@jest/globals';
import { createBrowserRegistry } from '@tenon/plugin-api';
import { describeControl } from '@tenon/plugin-api/testing/browser';
import { exampleRatingBrowser, starsBrowser } from './browser.tsx';
import { exampleRating, stars } from './index.ts';

describeControl(starsBrowser, stars, { options: { max: 5 }, values: [1, 5] });

describe('the plugin', () => {
  it('registers', () => {
    const registry = createBrowserRegistry([exampleRating], [exampleRatingBrowser]);
    expect(registry.browserFieldTypes.pluginOf('stars')).toBe('example-rating');
    expect(registry.rules.operator('at_least_stars')?.label.en).toMatch(/stars/);
  });
});
