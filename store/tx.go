package store

import (
	"bytes"

	"go.etcd.io/bbolt"
)

// A Tx is a transaction: all of it is kept, or nothing. It lasts as long as the function to which it was given, and belongs to that
// function's goroutine. Its reading methods return no errors: what is not there is zero, and should the file turn out to be damaged,
// the function does not go on, and View or Update returns ErrDamaged.
//
// Ids that cannot be, empty ones and those with a NUL, are found nowhere and cannot be written.
type Tx struct {
	handle  *handle // nil: there is no file, and nothing in it
	buckets [bucketCount]*bbolt.Bucket
}

// bucket must be called under guard.
func (tx *Tx) bucket(b bucket) *bbolt.Bucket {
	if tx.buckets[b] == nil {
		tx.buckets[b] = tx.handle.tx.Bucket([]byte(bucketNames[b]))
	}
	if tx.buckets[b] == nil {
		panic("bucket " + bucketNames[b] + " is missing")
	}
	return tx.buckets[b]
}

// get reads what lies under a key with a function that takes it out of the file's memory.
func get[T any](tx *Tx, b bucket, key []byte, read func([]byte) (T, error)) (v T, ok bool) {
	if tx.handle == nil || len(key) == 0 {
		return v, false
	}
	defer tx.handle.guard()
	raw := tx.bucket(b).Get(key)
	if raw == nil {
		return v, false
	}
	return sure(read(raw)), true
}

// sure panics, under guard, when a record cannot be read.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func text(raw []byte) (string, error) { return string(raw), nil }

func put[T any](tx *Tx, b bucket, key []byte, v T) error {
	raw, err := encode(v)
	if err != nil {
		return err
	}
	return tx.put(b, key, raw)
}

func (tx *Tx) put(b bucket, key, value []byte) error {
	if tx.handle == nil {
		return bbolt.ErrTxNotWritable
	}
	defer tx.handle.guard()
	return tx.bucket(b).Put(key, value)
}

func (tx *Tx) delete(b bucket, key []byte) error {
	if tx.handle == nil {
		return bbolt.ErrTxNotWritable
	}
	defer tx.handle.guard()
	return tx.bucket(b).Delete(key)
}

// empty makes a bucket anew.
func (tx *Tx) empty(b bucket) error {
	if tx.handle == nil {
		return bbolt.ErrTxNotWritable
	}
	defer tx.handle.guard()
	name := []byte(bucketNames[b])
	tx.buckets[b] = nil
	if err := tx.handle.tx.DeleteBucket(name); err != nil {
		return err
	}
	_, err := tx.handle.tx.CreateBucket(name)
	return err
}

// count counts the records of a bucket, by its pages.
func (tx *Tx) count(b bucket) int {
	if tx.handle == nil {
		return 0
	}
	defer tx.handle.guard()
	return tx.bucket(b).Stats().KeyN
}

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
