/** The description of the API against the table of routes. */
import { describe, expect, it } from '@jest/globals';
import { type Access, capabilities, compile, openApiOf, systemAccess } from '@tenon/model';
import type { Route } from '../../server/src/http/route.ts';
import { routes } from '../../server/src/http/routes/index.ts';
import type { AppServices } from '../../server/src/http/services.ts';
import { exampleDocuments, testRegistry } from '../support/configuration.ts';

const { model } = compile(exampleDocuments(), testRegistry);
const everything = systemAccess(model);
const table = routes({} as AppServices);
const accessWith = (...held: typeof capabilities): Access => ({ ...everything, capabilities: new Set(held) });

type Described = { readonly parameters?: readonly Named[]; readonly [part: string]: unknown };
type Named = { readonly name: string; readonly in: string; readonly required?: boolean };

function described(access: Access): ReadonlyMap<string, Described> {
  const { paths } = openApiOf(model, access) as {
    readonly paths: { readonly [path: string]: { readonly [method: string]: Described } };
  };
  return new Map(
    Object.entries(paths).flatMap(([path, { parameters = [], ...methods }]) =>
      Object.entries(methods).map(([method, one]) => {
        const shared = parameters as unknown as readonly Named[];
        return [`${method} ${path}`, { ...one, parameters: [...shared, ...(one.parameters ?? [])] }] as const;
      }),
    ),
  );
}

/** As the description writes it: records of an entity by its id. */
function placeOf({ method, path }: Route): string {
  const written = path.replace(/^\/records\/:entity/, '/records/customer').replaceAll(/:(\w+)/g, '{$1}');
  return `${method} ${written}`;
}

describe('the description of the API', () => {
  it('[OA4] names every route, and nothing else', () => {
    const places = new Set(table.map(placeOf));
    const here = [...described(everything).keys()];
    expect([...places].filter((place) => !here.includes(place))).toEqual([]);
    const others = here.filter((place) => !/ \/records\/(?!customer)/.test(place) && !places.has(place));
    expect(others).toEqual([]);
  });

  it.each([[], ...capabilities.map((one) => [one])])(
    '[OA5] offers with the capability %s what the table lets in',
    (...held) => {
      const here = described(accessWith(...held));
      const wrong = table.filter((route) => {
        const { needs } = route;
        const allowed = typeof needs === 'string' || needs.some((need) => held.includes(need));
        return here.has(placeOf(route)) !== allowed;
      });
      expect(wrong.map(placeOf)).toEqual([]);
    },
  );

  it('[OA6] names each parameter of a path, and says what comes back', () => {
    const wrong: string[] = [];
    for (const [place, { parameters = [], responses }] of described(everything)) {
      const inPath = [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const named = parameters.filter((one) => one.in === 'path' && one.required).map(({ name }) => name);
      if (inPath.join() !== named.sort().join()) wrong.push(`${place} has ${named}`);
      const good = Object.keys(responses as object).filter((status) => status.startsWith('2'));
      if (good.length !== 1) wrong.push(`${place} answers ${good}`);
    }
    expect(wrong).toEqual([]);
  });
});
