/** One thing that is wrong with what a plugin contributes. */
export interface ContributionProblem {
  readonly plugin: string;
  /** Contribution point, such as `fieldTypes`; absent when the plugin as a whole is at fault. */
  readonly point?: string;
  /** Id of the contribution, or its place in the list when it has none. */
  readonly contribution?: string;
  readonly message: string;
}

/** The plugins do not fit together; `problems` holds every reason, each against its plugin. */
export class RegistryError extends Error {
  readonly problems: readonly ContributionProblem[];

  constructor(problems: readonly ContributionProblem[]) {
    super(
      ['Plugins cannot be registered:', ...problems.map((problem) => `- ${describe(problem)}`)].join('\n'),
    );
    this.name = 'RegistryError';
    this.problems = problems;
  }
}

/** A function of a contribution threw; `cause` is what it threw. */
export class PluginError extends Error {
  readonly plugin: string;
  readonly point: string;
  readonly contribution: string;

  constructor(plugin: string, point: string, contribution: string, member: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Plugin ${plugin}: ${point} ${contribution}, ${member} failed: ${reason}`, { cause });
    this.name = 'PluginError';
    this.plugin = plugin;
    this.point = point;
    this.contribution = contribution;
  }
}

function describe({ plugin, point, contribution, message }: ContributionProblem): string {
  const place = [point, contribution].filter((part) => part !== undefined).join(' ');
  return place === '' ? `${plugin}: ${message}` : `${plugin}, ${place}: ${message}`;
}
