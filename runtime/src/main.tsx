/** Composition root: the only file that names plugins. They load beside the first page, not before it. */
import './theme/styles.css';
import { start } from './app-shell/index.ts';

async function loadRegistry() {
  const [api, fields, fieldsBrowser, views, viewsBrowser, tiles, tilesBrowser, rating, ratingBrowser] =
    await Promise.all([
      import('@tenon/plugin-api'),
      import('@tenon/core-fields'),
      import('@tenon/core-fields/browser'),
      import('@tenon/core-views'),
      import('@tenon/core-views/browser'),
      import('@tenon/core-tiles'),
      import('@tenon/core-tiles/browser'),
      import('@tenon/example-rating'),
      import('@tenon/example-rating/browser'),
    ]);
  return api.createBrowserRegistry(
    [fields.coreRules, fields.coreFields, views.coreViews, tiles.coreTiles, rating.exampleRating],
    [
      fieldsBrowser.coreFieldsBrowser,
      viewsBrowser.coreViewsBrowser,
      tilesBrowser.coreTilesBrowser,
      ratingBrowser.exampleRatingBrowser,
    ],
  );
}

const element = document.getElementById('root');
if (!element) throw new Error('The page has no element with the id root');
start({ element, registry: loadRegistry });
