import type { DocumentRef, Problem, Text } from '@tenon/documents';
import type {
  AdjustmentsBody,
  AdviceBody,
  AdviceQuery,
  AssignmentResult,
  ConversionBody,
  DocumentChange,
  DraftBody,
  PlanBody,
  ReleaseBody,
  SessionBody,
} from '@tenon/model';
import type { ReportResult } from '@tenon/plugin-api';
import type { Api } from '@tenon/runtime/preview';

export interface Draft extends DraftBody {
  /** Documents that the draft and a release published since both changed. */
  readonly conflicts?: readonly DocumentRef[];
}
export interface Saved {
  readonly revision: number;
  readonly problems: readonly Problem[];
}
export interface StoredDocument extends DocumentRef {
  readonly content: string;
}
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly team: string | null;
  readonly active: boolean;
  readonly roles: readonly string[];
  readonly signIn: boolean;
  readonly lastSeen: string | null;
}
export interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly data: unknown;
  readonly at: string;
  readonly attempts: number;
  readonly error: string;
}
export interface SegmentationPreview {
  readonly segments: readonly { readonly segment: string; readonly count: number }[];
  readonly overlaps: readonly { readonly a: string; readonly b: string; readonly count: number }[];
  /** `from` is null for records that are in no segment now. */
  readonly moves: readonly { readonly from: string | null; readonly to: string; readonly count: number }[];
  readonly total: number;
}

/** Everything the studio asks of the server beside what the runtime's client offers. */
export interface StudioApi extends ReturnType<typeof administration> {
  /** The runtime's own client. */
  readonly runtime: Api;
}

export function createStudioApi(runtime: Api): StudioApi {
  return { ...administration(runtime), runtime };
}

function administration(api: Api) {
  const { client } = api;
  const at = (...parts: readonly (string | number)[]) =>
    `/${parts.map((part) => encodeURIComponent(String(part))).join('/')}`;
  return {
    session: (): Promise<SessionBody> => api.session.read(),
    signOut: () => api.session.signOut(),
    preferences: (language: string) => api.session.preferences({ language }),

    draft: () => client.get<Draft>('/config/draft'),
    putDocument: ({ kind, id }: DocumentRef, content: string, revision: number) =>
      client.put<Saved>(`/config/draft/documents${at(kind, id)}`, { content, revision }),
    removeDocument: ({ kind, id }: DocumentRef, revision: number) =>
      client.delete<Saved>(`/config/draft/documents${at(kind, id)}`, { query: { revision } }),
    resetDraft: (revision: number) => client.delete<void>('/config/draft', { query: { revision } }),
    rebaseDraft: (revision: number, keep: 'draft' | 'live') =>
      client.post<void>('/config/draft/rebase', { revision, keep }),

    plan: (documents?: readonly string[], adjustments: AdjustmentsBody = {}) =>
      client.post<PlanBody>('/config/plan', { ...(documents && { documents }), ...adjustments }),
    publish: (note: string, base: number, adjustments: AdjustmentsBody = {}) =>
      client.post<ReleaseBody>('/config/publish', { note, base, ...adjustments }),
    conversions: async () =>
      (await client.get<{ items: readonly ConversionBody[] }>('/config/conversions')).items,
    cancelConversion: (id: string) => client.post<ConversionBody>(`/config/conversions${at(id, 'cancel')}`),
    releases: async () => (await client.get<{ items: readonly ReleaseBody[] }>('/config/releases')).items,
    releaseDocuments: (number: number) =>
      client.get<readonly StoredDocument[]>(`/config/releases${at(number, 'documents')}`),
    releaseChanges: (number: number) =>
      client.get<readonly DocumentChange[]>(`/config/releases${at(number, 'changes')}`),
    rollback: (number: number, note: string | undefined) =>
      client.post<ReleaseBody>(`/config/releases${at(number, 'rollback')}`, note ? { note } : {}),
    schemas: () => client.get<{ readonly [kind: string]: object }>('/config/schemas'),

    users: (search: string, after?: string) =>
      client.get<{ items: readonly UserRow[]; next: string | null }>('/admin/users', {
        query: { search: search === '' ? undefined : search, after },
      }),
    roles: () => client.get<readonly { id: string; label: Text }[]>('/admin/roles'),
    setRoles: (user: string, roles: readonly string[]) =>
      client.put<void>(`/admin/users${at(user, 'roles')}`, { roles }),
    giveSignIn: (user: string) =>
      client.post<{ password?: string }>(`/admin/users${at(user, 'sign-in')}`, {}),
    removeSignIn: (user: string) => client.delete<void>(`/admin/users${at(user, 'sign-in')}`),
    setActive: async (user: string, active: boolean): Promise<void> => {
      const { version } = await api.records.read('user', user);
      await api.records.update('user', user, version, { active });
    },
    deadJobs: () => client.get<readonly DeadLetter[]>('/admin/jobs/dead'),
    replayJob: (id: string) => client.post<void>(`/admin/jobs${at(id, 'replay')}`),

    advise: (query: AdviceQuery) => client.post<AdviceBody>('/config/advise', query),
    report: (id: string) => client.get<ReportResult>(`/reports${at(id, 'data')}`),
    previewSegmentation: (document: unknown) =>
      client.post<SegmentationPreview>('/segmentations/preview', { document }),
    simulate: (rule: string) =>
      client.post<AssignmentResult>(`/work/assignment-rules${at(rule, 'simulate')}`),
  };
}
