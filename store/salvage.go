package store

import (
	"bytes"
	"io"
)

// A find is a record that could be read in a damaged file.
type find struct {
	bucket     bucket
	key, value []byte
}

// salvage adds to the file at path what can be read in a damaged one, and returns how many events of it were not there. Since events
// are never edited nor deleted, an old one is as good as a new one; of places and attempts, the damaged file has the newer.
func (s *Store) salvage(damaged io.ReaderAt, path string) (events int, err error) {
	var finds []find
	add := func() {
		if err == nil && len(finds) > 0 {
			err = s.write(path, func(tx *Tx) error {
				n, err := tx.add(finds)
				events += n
				return err
			})
		}
		finds = finds[:0]
	}
	walk(damaged, func(name string, key, value []byte) error {
		b, ok := bucketNamed(name)
		if ok && key != nil && b != meta && b != items && b != dates && legible(b, key, value) == nil {
			finds = append(finds, find{b, bytes.Clone(key), bytes.Clone(value)})
		}
		if len(finds) == 10_000 {
			add()
		}
		return nil
	})
	add()
	if err != nil {
		return 0, err
	}
	return events, s.write(path, (*Tx).Rebuild)
}

// write runs a transaction on another file than the store's.
func (s *Store) write(path string, fn func(*Tx) error) error { return once(path, true, s.patience, fn) }

// add puts finds under their keys and returns how many events were new.
func (tx *Tx) add(finds []find) (events int, err error) {
	for _, f := range finds {
		if f.bucket != answers && f.bucket != log {
			err = tx.put(f.bucket, f.key, f.value)
		} else if _, ok := get(tx, f.bucket, f.key, text); !ok {
			_, err = tx.adopt(f.bucket, f.key, f.value)
			events++
		}
		if err != nil {
			return 0, err
		}
	}
	return events, nil
}
