import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { STAGE_ICONS } from './stage-state.ts';

/** The icons of all states of a stage, once per page: lists of matches refer to them hundreds of times (`StageIcon`). */
export function StageIcons() {
	return (
		<svg aria-hidden className="hidden">
			{STAGE_ICONS.map(({ is, icon: Icon }) => (
				<symbol key={is} id={idOf(is)} viewBox="0 0 24 24">
					<Icon strokeWidth={2.5} />
				</symbol>
			))}
		</svg>
	);
}

/** Of a stage in this state; it turns while the stage runs. */
export function StageIcon({ is }: { is: StageState['is'] }) {
	return (
		<svg
			aria-hidden
			className={is === 'running' ? 'size-3 animate-spin [animation-duration:2.5s]' : 'size-3'}
		>
			<use href={`#${idOf(is)}`} />
		</svg>
	);
}

function idOf(is: string): string {
	return `stage-${is}`;
}
