package store

import "lectern/course/study"

// Place returns where the learner was in a session; its At is zero when there is no place.
func (tx *Tx) Place(course, session string) study.Place {
	k, _ := key(course, session)
	p, _ := get(tx, places, k, decode[study.Place])
	return p
}

// PutPlace keeps where the learner is in a session.
func (tx *Tx) PutPlace(course, session string, p study.Place) error {
	k, err := key(course, session)
	if err != nil {
		return err
	}
	return put(tx, places, k, p)
}

// LastPlace returns where the learner was last, in whatever course; course is empty when there is no place.
func (tx *Tx) LastPlace() (course, session string, p study.Place) {
	tx.scan(places, nil, func(c *cursor) error {
		q := read(c, decode[study.Place])
		if course == "" || q.At.After(p.At) {
			course, session = split(c.key)
			p = q
		}
		return nil
	})
	return course, session, p
}
