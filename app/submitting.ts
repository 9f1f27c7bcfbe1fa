import { useNavigation } from '@remix-run/react';

/** Whether the form that is being sent is the one that `isMine` tells by its fields. */
export function useSubmitting(isMine: (form: FormData) => boolean): boolean {
	const { state, formData } = useNavigation();
	return state !== 'idle' && formData !== undefined && isMine(formData);
}
