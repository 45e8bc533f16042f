package store

import "lectern/course/study"

// Attempt returns the quiz under way in a session, and whether there is one.
func (tx *Tx) Attempt(course, session string) (study.Attempt, bool) {
	k, _ := key(course, session)
	return get(tx, attempts, k, decode[study.Attempt])
}

// PutAttempt keeps a quiz under way. It belongs in the transaction that appends the answer.
func (tx *Tx) PutAttempt(course, session string, a study.Attempt) error {
	k, err := key(course, session)
	if err != nil {
		return err
	}
	return put(tx, attempts, k, a)
}

// DeleteAttempt forgets the quiz under way in a session; its answers stay.
func (tx *Tx) DeleteAttempt(course, session string) error {
	k, err := key(course, session)
	if err != nil {
		return err
	}
	return tx.delete(attempts, k)
}
