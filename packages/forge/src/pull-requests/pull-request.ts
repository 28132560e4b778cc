/** A project, as far as a pull request needs to know it. */
export interface ForgeProject {
  readonly id: number;
  /** As it is called now. */
  readonly path: string;
  /** `null` of an empty one. */
  readonly defaultBranch: string | null;
  /** Whether the token may push; `null` where the forge does not say. */
  readonly mayPush: boolean | null;
  readonly archived: boolean;
}

/** A pull request of GitHub, a merge request of GitLab. */
export interface PullRequest {
  readonly number: number;
  /** Where a person reads it. */
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly title: string;
  readonly body: string;
  /** Branch it goes into. */
  readonly base: string;
}

/** A branch of a project: the same as that of the request, or a fork of it. */
export interface Head {
  readonly project: ForgeProject;
  readonly branch: string;
}

export interface PullRequestText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface OpenPullRequest extends PullRequestText {
  readonly head: Head;
  readonly base: string;
  readonly draft: boolean;
}
