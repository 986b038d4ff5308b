import { pointerTo, valueAt } from '@tenon/documents';
import { isObject, withMember, withValue } from '../change.ts';
import { useEditing } from '../editing.ts';

/** Changes one member of the object at a pointer; undefined takes it away. */
export function useChange(): (
  pointer: string,
  name: string,
  value: unknown,
  order?: readonly string[],
) => void {
  const { reference, onChange } = useEditing();
  return (pointer, name, value, order = []) => {
    const { document } = reference;
    const object = valueAt(document, pointer);
    onChange(
      Array.isArray(object)
        ? withValue(document, pointerTo(pointer, name), value)
        : withValue(document, pointer, withMember(isObject(object) ? object : {}, name, value, order)),
    );
  };
}
