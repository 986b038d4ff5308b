import { lazy, Suspense, useEffect, useState } from 'react';
import type { QuickCreate, QuickCreateRequest } from './quick-create.ts';

const QuickCreateForm = lazy(async () => ({
  default: (await import('./quick-create-form.tsx')).QuickCreateForm,
}));

/** Answers pickers that ask for a new record: a small form over the page, and back to the picker with what was made. */
export function QuickCreateHost({ requests }: { readonly requests: QuickCreate }) {
  const [open, setOpen] = useState<readonly QuickCreateRequest[]>([]);
  // A picker in the small form can ask in its turn.
  useEffect(() => requests.listen((request) => setOpen((before) => [...before, request])), [requests]);
  return open.map((request) => (
    <Suspense key={request.number}>
      <QuickCreateForm
        request={request}
        onClose={(made) => {
          setOpen((before) => before.filter((one) => one !== request));
          request.done(made);
        }}
      />
    </Suspense>
  ));
}
