import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Severity } from '../../../server/pipeline/at-risk.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/tone.ts';

const LOOKS: Record<Severity, { label: string; tone: Tone; icon: LucideIcon }> = {
	critical: { label: 'Critical', tone: 'bad', icon: OctagonAlert },
	warning: { label: 'Warning', tone: 'warn', icon: TriangleAlert },
	info: { label: 'Info', tone: 'info', icon: Info },
};

/** How soon a match at risk kicks off, in a word. */
export function SeverityBadge({ severity }: { severity: Severity }) {
	const { label, tone, icon } = LOOKS[severity];
	return (
		<Badge tone={tone} icon={icon}>
			{label}
		</Badge>
	);
}
