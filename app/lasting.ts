import { useEffect, useState } from 'react';

/**
 * What an action answered, for as long as the page is shown: Remix forgets it when the page refreshes
 * itself. @returns the answer, and how to put it away
 */
export function useLasting<Answer>(answer: Answer | undefined): [Answer | undefined, () => void] {
	const [shown, setShown] = useState(answer);
	useEffect(() => {
		if (answer !== undefined) setShown(answer);
	}, [answer]);
	return [shown, () => setShown(undefined)];
}
