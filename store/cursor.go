package store

import (
	"bytes"

	"go.etcd.io/bbolt"
)

// A cursor steps through the records whose keys begin with a prefix, in the order of their keys.
type cursor struct {
	handle *handle
	bucket bucket
	bolt   *bbolt.Cursor
	prefix []byte
	key    []byte // a copy
	value  []byte // in the file's memory, to be read with read
}

func (tx *Tx) cursor(b bucket, prefix []byte) *cursor {
	defer tx.handle.guard()
	return &cursor{handle: tx.handle, bucket: b, bolt: tx.bucket(b).Cursor(), prefix: prefix}
}

// first steps onto the first record, and tells whether there is one.
func (c *cursor) first() bool { return c.seek(c.prefix) }

func (c *cursor) next() bool {
	defer c.handle.guard()
	return c.stand(c.bolt.Next())
}

// seek steps onto the first record whose key is not less.
func (c *cursor) seek(key []byte) bool {
	defer c.handle.guard()
	return c.stand(c.bolt.Seek(key))
}

func (c *cursor) stand(key, value []byte) bool {
	if key == nil || !bytes.HasPrefix(key, c.prefix) {
		return false
	}
	if err := checkKey(c.bucket, key); err != nil {
		panic(err)
	}
	c.key, c.value = append(c.key[:0], key...), value
	return true
}

// read takes the record out of the file's memory.
func read[T any](c *cursor, decode func([]byte) (T, error)) T {
	defer c.handle.guard()
	return sure(decode(c.value))
}

// scan calls fn with a cursor on each of the records whose keys begin with prefix. It must not write to the bucket.
func (tx *Tx) scan(b bucket, prefix []byte, fn func(*cursor) error) error {
	if tx.handle == nil {
		return nil
	}
	c := tx.cursor(b, prefix)
	for ok := c.first(); ok; ok = c.next() {
		if err := fn(c); err != nil {
			return err
		}
	}
	return nil
}
