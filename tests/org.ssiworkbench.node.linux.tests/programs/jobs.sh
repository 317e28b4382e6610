# A shell with a session of its own and two jobs; says how they ended.
set -m
sleep 1000 &
first=$!
/mnt/counter /mnt/job.log &
second=$!
echo "$$ $first $second"
wait "$second"
wait "$first"
echo "ended $?"
