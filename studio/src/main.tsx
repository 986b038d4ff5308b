/** Composition root: the only file that names plugins. */
import '@tenon/runtime/preview.css';
import './shell/studio.css';
import { start } from './shell/index.ts';

async function loadRegistry() {
  const [
    api,
    fields,
    fieldsBrowser,
    views,
    viewsBrowser,
    tiles,
    tilesBrowser,
    strategies,
    rating,
    ratingBrowser,
  ] = await Promise.all([
    import('@tenon/plugin-api'),
    import('@tenon/core-fields'),
    import('@tenon/core-fields/browser'),
    import('@tenon/core-views'),
    import('@tenon/core-views/browser'),
    import('@tenon/core-tiles'),
    import('@tenon/core-tiles/browser'),
    import('@tenon/core-strategies'),
    import('@tenon/example-rating'),
    import('@tenon/example-rating/browser'),
  ]);
  return api.createBrowserRegistry(
    [
      fields.coreRules,
      fields.coreFields,
      views.coreViews,
      tiles.coreTiles,
      strategies.coreStrategies,
      rating.exampleRating,
    ],
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
