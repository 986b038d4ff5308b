/** What stored things are called by people. */
import { type Text, textIn } from '@tenon/documents';
import type { Model } from '@tenon/model';
import type { Naming, Words } from '../tables/words.ts';

/** Names of stored things by the labels of the new model, or of the live one for what goes. */
export function namesIn(...models: readonly Model[]): Naming {
  const label = (text: Text): Words => ({ en: textIn(text, 'en'), 'zh-CN': textIn(text, 'zh-CN') });
  return (of) => {
    for (const model of models) {
      const segmentation = model.segmentations.get(of.replace(/^segmentation:/, ''));
      if (of.startsWith('segmentation:') && segmentation) return label(segmentation.label);
      const [entityId = '', fieldId] = of.split('.');
      const entity = model.entities.get(entityId);
      if (entity && fieldId === undefined) return label(entity.label);
      const field =
        entity?.fields.get(fieldId ?? '') ??
        entity?.constraints.uniques.find(({ id }) => id === fieldId) ??
        entity?.constraints.rules.find(({ id }) => id === fieldId);
      if (!entity || !field) continue;
      const [outer, inner] = [label(entity.label), label(field.label)];
      return { en: `${outer.en}: ${inner.en}`, 'zh-CN': `${outer['zh-CN']}：${inner['zh-CN']}` };
    }
    return { en: of, 'zh-CN': of };
  };
}
