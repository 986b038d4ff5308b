import { compile } from '@tenon/model';
import { type Edits, examplesWith, testRegistry } from './configuration.ts';

/** What the compiler says about the examples with some places changed: `code kind/id/pointer`. */
export function problemsWith(...edits: Edits): readonly string[] {
  return compile(examplesWith(...edits), testRegistry).problems.map(
    ({ code, document, pointer }) => `${code} ${document.kind}/${document.id}${pointer}`,
  );
}
