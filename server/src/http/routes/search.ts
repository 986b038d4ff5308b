import { TenonError } from '../../errors.ts';
import { limits } from '../../search/limits.ts';
import { wholeParameter } from '../input.ts';
import type { Route } from '../route.ts';
import type { AppServices } from '../services.ts';

const known = ['q', 'entities', 'limit'];

export function searchRoutes({ search }: AppServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/search',
      needs: 'viewer',
      handle: ({ context, query }) => {
        const unknown = Object.keys(query).filter((name) => !known.includes(name));
        if (unknown.length > 0) throw wrong(unknown[0] ?? '', `is not known; allowed: ${known.join(', ')}`);
        const { q: text, entities } = query;
        if (text === undefined) throw wrong('q', 'is required');
        const limit = wholeParameter(query, 'limit');
        if (limit !== undefined && (limit < 1 || limit > limits.hits)) {
          throw wrong('limit', `must be from 1 to ${limits.hits}`);
        }
        const ids = entities?.split(',');
        if (ids && ids.length > limits.entities) throw wrong('entities', `has at most ${limits.entities}`);
        return search.search(context, {
          text,
          ...(ids && { entities: ids }),
          ...(limit !== undefined && { limit }),
        });
      },
    },
  ];
}

function wrong(name: string, what: string): TenonError {
  return new TenonError('invalid-input', `${name.slice(0, 60)} ${what}`, {
    errors: [{ pointer: name.slice(0, 60), code: 'invalid', message: what }],
  });
}
