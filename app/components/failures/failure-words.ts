import {
	Ban,
	CircleHelp,
	CircleSlash,
	CloudOff,
	FileWarning,
	FileX,
	Hourglass,
	ListX,
	type LucideIcon,
	PowerOff,
	ServerCrash,
	ShieldX,
	ToggleLeft,
	TriangleAlert,
	Unplug,
} from 'lucide-react';
import type { Cause } from '../../../server/pipeline/diagnosis/cause.ts';
import type { FailureCategory, FailureResolution } from '../../../server/pipeline/failures/failure.ts';
import type { FailureActionKind } from '../../../server/pipeline/failures/failure-action.ts';

/** What the console calls the ways in which work fails. */
export const CATEGORY_LABELS: Record<FailureCategory, string> = {
	transient: 'Kept failing',
	permanent: 'Failed for good',
	predictions_missing: 'No predictions',
	stalled: 'Worker died',
};

export const RESOLUTION_LABELS: Record<FailureResolution, string> = {
	healed: 'Done after all',
	cleared: 'Cleared',
	outdated: 'Outdated: the kick-off was moved',
};

/** A cause in two or three words. */
export const CAUSE_VIEWS: Record<Cause, { label: string; icon: LucideIcon }> = {
	worker_down: { label: 'Worker down', icon: PowerOff },
	queue_lost: { label: 'Queue lost', icon: ListX },
	never_queued: { label: 'Never queued', icon: ListX },
	still_waiting: { label: 'Still waiting', icon: Hourglass },
	no_model_enabled: { label: 'No model enabled', icon: ToggleLeft },
	stage_failed: { label: 'Stage failed', icon: TriangleAlert },
	provider_not_set_up: { label: 'Provider not set up', icon: Unplug },
	provider_refused: { label: 'Provider refused', icon: ShieldX },
	model_call_failed: { label: 'Model calls failed', icon: Ban },
	result_missing: { label: 'Result missing', icon: FileX },
	match_void: { label: 'Match void', icon: CircleSlash },
	source_failed: { label: 'Source failed', icon: CloudOff },
	worker_died: { label: 'Worker died', icon: ServerCrash },
	data_invalid: { label: 'Data invalid', icon: FileWarning },
	unknown: { label: 'Cause unknown', icon: CircleHelp },
};

export const KIND_LABELS: Record<FailureActionKind, string> = { retry: 'Retry', clear: 'Clearing' };
