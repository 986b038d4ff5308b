import type { AppConfig, EntityConfig } from '@tenon/model';
import type { RecordCreation } from '@tenon/plugin-api';

export interface QuickCreateRequest {
  readonly number: number;
  readonly entity: EntityConfig;
  /** What was typed into the picker. */
  readonly text: string;
  readonly done: (made: { readonly id: string; readonly title: string } | undefined) => void;
}
type Listener = (request: QuickCreateRequest) => void;

/** Between pickers, which ask for a new record, and the form that makes it. */
export class QuickCreate {
  #listener: Listener | undefined;
  #asked = 0;

  /** The form that answers; there is one on a page. */
  listen(listener: Listener): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  /** What pickers see of it, as far as the reader may create records. */
  offer(config: AppConfig, name: (entity: EntityConfig) => string): RecordCreation {
    const entityOf = (id: string) => {
      const entity = Object.hasOwn(config.entities, id) ? config.entities[id] : undefined;
      return entity?.actions.includes('create') ? entity : undefined;
    };
    return {
      label: (id) => {
        const entity = entityOf(id);
        return entity && name(entity);
      },
      open: (id, text) =>
        new Promise((done) => {
          const entity = entityOf(id);
          if (entity && this.#listener) this.#listener({ number: ++this.#asked, entity, text, done });
          else done(undefined);
        }),
    };
  }
}
