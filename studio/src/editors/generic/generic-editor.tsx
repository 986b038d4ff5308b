import { useSchemaGuide } from '../../references/index.ts';
import { useEditing } from '../editing.ts';
import { ObjectFields } from './object-fields.tsx';

/** Kind and id are permanent; the other two are for tools. */
const own = ['kind', 'id', '$schema', 'format'];

/** A document of any kind, drawn from the JSON Schema of its kind. `skip` names members that something else draws. */
export function GenericEditor({ skip = [] }: { readonly skip?: readonly string[] }) {
  const { reference } = useEditing();
  const root = useSchemaGuide().root(reference.kind);
  if (!root) return null;
  return (
    <div className="s-form">
      <ObjectFields node={root} pointer="" value={reference.document} skip={[...own, ...skip]} />
    </div>
  );
}
