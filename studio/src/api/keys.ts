/** Cache keys of what the studio reads. */
export const keys = {
  session: ['session'] as const,
  schemas: ['schemas'] as const,
  liveModel: ['live-model'] as const,
  plan: (revision: number, adjustments: object = {}) => ['plan', revision, adjustments] as const,
  releases: ['releases'] as const,
  conversions: ['conversions'] as const,
  releaseChanges: (number: number) => ['releases', number, 'changes'] as const,
  releaseDocuments: (number: number) => ['releases', number, 'documents'] as const,
  users: (search: string) => ['users', search] as const,
  roles: ['roles'] as const,
  deadJobs: ['jobs', 'dead'] as const,
  advice: (query: unknown) => ['advice', query] as const,
  report: (id: string, language: string) => ['reports', id, language] as const,
  records: (entity: string, query: unknown) => ['records', entity, query] as const,
  segmentation: (document: string) => ['segmentation', document] as const,
};
