/** Why a job, or a piece of its work, failed, in words for a person. `charged` is `null` where nobody can know. */
export interface JobError {
  code: string;
  message: string;
  retryable: boolean;
  charged: boolean | null;
}
