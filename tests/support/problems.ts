import { compile } from '@tenon/model';
import { examplesWith, testRegistry } from './configuration.ts';

/** What the compiler says about the examples with some places changed: `code kind/id/pointer`. */
export function problemsWith(...edits: Parameters<typeof examplesWith>): readonly string[] {
  return compile(examplesWith(...edits), testRegistry).problems.map(
    ({ code, document, pointer }) => `${code} ${document.kind}/${document.id}${pointer}`,
  );
}
