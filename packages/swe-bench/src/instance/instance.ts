import { z } from 'zod';

/** Tests come as a list, or as a list written as JSON, by dataset. */
const tests = z.union([
  z.array(z.string()),
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is neither a list nor a list written as JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(z.string())),
]);

/**
 * One row of a SWE-bench dataset as its project publishes it since version 5: with the script that runs its tests and
 * the name of the parser of what that prints. https://github.com/SWE-bench/SWE-bench, docs/guides/datasets.md
 */
export const instanceSchema = z
  .object({
    // Becomes the name of folders, so it holds nothing that leads elsewhere.
    instance_id: z.string().regex(/^[\w-][\w.-]*$/),
    repo: z.string().regex(/^[\w-][\w.-]*\/[\w-][\w.-]*$/),
    base_commit: z.string().regex(/^[0-9a-f]{40}$/),
    version: z.string(),
    problem_statement: z.string(),
    patch: z.string(),
    test_patch: z.string(),
    FAIL_TO_PASS: tests,
    PASS_TO_PASS: tests,
    log_parser: z.string(),
    eval_type: z.enum(['pass_and_fail', 'fail_only']).default('pass_and_fail'),
    eval_script: z.string(),
  })
  .transform((row) => ({
    id: row.instance_id,
    /** `owner/name`, in the dataset's case. */
    repository: row.repo,
    base: row.base_commit,
    version: row.version,
    statement: row.problem_statement,
    /** The solution. Never shown to an agent, as nothing below is. */
    gold: row.patch,
    testPatch: row.test_patch,
    failToPass: row.FAIL_TO_PASS,
    passToPass: row.PASS_TO_PASS,
    parser: row.log_parser,
    counts: row.eval_type,
    script: row.eval_script,
  }));
export type Instance = Readonly<z.infer<typeof instanceSchema>>;
