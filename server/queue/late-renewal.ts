/**
 * Whether an error of a worker is about the lock of a job that ended while it was renewed: BullMQ calls that an error, and it is
 * none. A job whose lock was really lost is found by the check for stalled jobs.
 */
export function isLateRenewal({ message }: Error): boolean {
	return message.startsWith('could not renew lock for job ');
}
