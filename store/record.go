package store

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"lectern/course/study"
)

// Times are kept as text since CBOR's number of seconds is a float, which changes them. Text that is not UTF-8 is let through: it may
// have been typed or pasted, and must not make a record unreadable.
var (
	encoding = must(cbor.EncOptions{Time: cbor.TimeRFC3339NanoUTC}.EncMode())
	decoding = must(cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// encode makes the bytes to keep, and makes sure that they can be read back: a record that cannot would count as damage for ever.
func encode[T any](v T) ([]byte, error) {
	raw, err := encoding.Marshal(v)
	if err == nil {
		_, err = decode[T](raw)
	}
	return raw, err
}

func decode[T any](raw []byte) (v T, err error) {
	err = decoding.Unmarshal(raw, &v)
	return v, err
}

// legible says what is wrong with a record that this program cannot have written.
func legible(b bucket, key, value []byte) error {
	err := checkKey(b, key)
	if err != nil {
		return err
	}
	switch b {
	case meta:
		err = legibleMeta(string(key), value)
	case answers, log:
		_, err = decodeEvent(key, value)
	case items:
		_, err = decode[study.Item](value)
	case places:
		_, err = decode[study.Place](value)
	case dates:
		_, err = decodeDay(value)
	case attempts:
		_, err = decode[study.Attempt](value)
	}
	if err != nil {
		return fmt.Errorf("%s %q: %w", bucketNames[b], key, err)
	}
	return nil
}

func legibleMeta(key string, value []byte) (err error) {
	switch key {
	case string(formatKey):
		_, err = parseFormat(value)
	case string(createdKey):
		_, err = parseCreated(value)
	case string(lastKey):
		_, err = parseID(value)
	}
	return err
}

// decodeEvent reads an event, whose id is kept in its key alone.
func decodeEvent(key, value []byte) (study.Event, error) {
	_, id := cutULID(key)
	ev, err := decode[study.Event](value)
	ev.ID = id.String()
	return ev, err
}
