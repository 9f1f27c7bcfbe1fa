/** The answer, or null when it takes longer than so many real milliseconds. It goes on unheeded then. */
export async function inTime<Answer>(answer: Promise<Answer>, patience: number): Promise<Answer | null> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), patience);
	});
	try {
		return await Promise.race([answer, tooLate]);
	} finally {
		clearTimeout(timer);
	}
}
