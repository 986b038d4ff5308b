import { pointerTo, valueAt } from '@tenon/documents';
import { isObject, nextOf, withMember, withValue } from '../change.ts';
import { useEditing } from '../editing.ts';

/** Changes one member of the object at a pointer to a value, or to what a function makes of it; undefined takes it away. */
export function useChange(): (
  pointer: string,
  name: string,
  next: unknown,
  order?: readonly string[],
) => void {
  const { onChange } = useEditing();
  return (pointer, name, next, order = []) =>
    onChange((document) => {
      const at = pointerTo(pointer, name);
      const value = nextOf(next, valueAt(document, at));
      const object = valueAt(document, pointer);
      return Array.isArray(object)
        ? withValue(document, at, value)
        : withValue(document, pointer, withMember(isObject(object) ? object : {}, name, value, order));
    });
}
