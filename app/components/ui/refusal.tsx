import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Notice } from './notice.tsx';

/**
 * Says why what the operator asked for was refused.
 * @param answer of the page's action: it is told until one goes on, although Remix forgets it when the page refreshes itself
 * @param problem what the page cannot show at the moment
 */
export function Refusal({
	answer,
	problem,
}: {
	answer: { problem: string } | undefined;
	problem?: string | null;
}) {
	const { key } = useLocation();
	const [last, setLast] = useState({ answer, key });
	useEffect(() => {
		if (answer) setLast({ answer, key });
	}, [answer, key]);
	const told = problem ?? (last.key === key ? last.answer?.problem : undefined);
	return (
		<div role="alert" className="empty:absolute">
			{told && <Notice tone="bad">{told}</Notice>}
		</div>
	);
}
